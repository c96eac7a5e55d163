package org.bpfskel.junit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link OnKernel} does: one run of the class for each kernel; in the guest, one run. */
final class KernelRuns implements ClassTemplateInvocationContextProvider {
  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    if (GuestMain.isRunning()) {
      return Stream.of(new Run("Linux " + System.getProperty("os.version"), List.of()));
    }
    OnKernel kernels =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnKernel.class)
            .orElseThrow();
    return Arrays.stream(kernels.value())
        .map(kernel -> new Run("Linux " + kernel, List.of(new GuestResults(kernel))));
  }

  /** One run of the class. */
  private record Run(String name, List<Extension> extensions)
      implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return extensions;
    }
  }
}
