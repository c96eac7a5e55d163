package org.bpfskel.gradle;

import org.gradle.api.Named;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.Input;

/** A skeleton to generate: what {@code @BpfSkeleton} says of one. Its name is that of the class. */
public interface SkeletonSpec extends Named {
  @Input
  @Override
  String getName();

  /** The object, as the name of a resource such as {@code bpf/exec.bpf.o}. */
  @Input
  Property<String> getObject();

  /** Structs, unions and enums that become classes though nothing else names them. */
  @Input
  ListProperty<String> getTypes();

  /** Arrays of {@code char} that are {@code byte[]}. */
  @Input
  ListProperty<String> getBytes();

  /** Types of keys and values that C declares by their sizes alone. */
  @Input
  ListProperty<String> getMapTypes();
}
