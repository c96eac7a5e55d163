package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.it.Globals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A program for one input device, the one whose number Java sets before load. */
@Tag("lab-newest")
@BpfSkeleton("bpf/hid.bpf.o")
class HidTest {

  @Test
  void programSeesReportsOfTheDeviceInHidIdUntilItIsDetached() throws Exception {
    try (VirtualMouse mouse = VirtualMouse.plugIn();
        VirtualMouse other = VirtualMouse.plugIn();
        HidSkel skel = HidSkel.open()) {
      skel.structOps.device.hid_id = mouse.hidId();
      skel.load();
      skel.attach();
      Globals globals = new Globals(skel.object());

      mouse.move(1, 2);
      mouse.move(3, 4);
      assertThat(globals.get("reports")).isEqualTo(2);

      other.move(5, 6);
      assertThat(globals.get("reports")).isEqualTo(2);

      skel.detach();
      mouse.move(7, 8);
      assertThat(globals.get("reports")).isEqualTo(2);
    }
  }
}
