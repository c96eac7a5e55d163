package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.internal.elf.ElfFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A skeleton generated from the types of testmod.bpf.o opens the object itself. */
@NeedsLibbpf
final class RawBtfTest {
  @TempDir private Path folder;
  private CompiledSkeleton types;
  private byte[] object;

  @BeforeEach
  void generate() throws Exception {
    object = BpfObjects.bytes("bpf/testmod.bpf.o");
    ElfFile elf = ElfFile.parse(object);
    ByteBuffer section = elf.data(Objects.requireNonNull(elf.section(".BTF")));
    byte[] btf = new byte[section.remaining()];
    section.get(btf);
    Files.write(folder.resolve("testmod.btf"), btf);
    types = CompiledSkeleton.of("testmod.btf", folder);
  }

  @Test
  void shadowHasTheValuesOfTheObject() throws Exception {
    try (Skeleton skel = open(byte[].class, object)) {
      Object shadow = shadow(skel);

      assertThat(field(shadow, "data").getInt(shadow)).isEqualTo(1);
      assertThat(field(shadow, "test_1").get(shadow))
          .isSameInstanceAs(skel.object().program("test_1"));
    }
  }

  @Test
  void callbackTakesOnlyAProgramFoundByNameInTheSameObject() throws Exception {
    Path file = Files.write(folder.resolve("testmod.bpf.o"), object);
    try (Skeleton skel = open(Path.class, file);
        Skeleton other = open(byte[].class, object)) {
      Object shadow = shadow(skel);
      StructOpsProgram own = (StructOpsProgram) skel.object().program("test_3");
      field(shadow, "test_1").set(shadow, other.object().program("test_3"));
      field(shadow, "test_2").set(shadow, own);

      BpfException refusal = assertThrows(BpfException.class, skel::load);
      assertThat(refusal).hasMessageThat().contains("testmod_1.test_1: " + own + " belongs to");
      assertThat(refusal).hasMessageThat().doesNotContain("testmod_1.test_2");
    }
  }

  private <T> Skeleton open(Class<T> parameter, T argument) throws Exception {
    return (Skeleton) types.type().getMethod("open", parameter).invoke(null, argument);
  }

  private static Object shadow(Skeleton skel) throws Exception {
    Object structOps = field(skel, "structOps").get(skel);
    return field(structOps, "testmod_1").get(structOps);
  }

  private static Field field(Object owner, String name) throws Exception {
    return owner.getClass().getField(name);
  }
}
