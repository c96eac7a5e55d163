package org.bpfskel.generated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.OpenOptions;
import org.bpfskel.internal.object.ObjectFile;
import org.bpfskel.struct.ObjectBuild;

/**
 * Where a skeleton class finds the object that it was generated from, and what it must be.
 * Immutable. Called by generated code.
 */
public final class ObjectSource {
  private static final String OPEN = "open";

  private final Class<?> skeleton;
  private final String resource;
  private final ObjectBuild build;

  private ObjectSource(Class<?> skeleton, String resource, ObjectBuild build) {
    this.skeleton = skeleton;
    this.resource = resource;
    this.build = build;
  }

  /**
   * An object that is a resource of the skeleton's own class path or module.
   *
   * @param resource absolute name, with a leading slash
   * @param size of the object in bytes
   * @param crc32 of the object's bytes, as {@link ObjectBuild} has it
   */
  public static ObjectSource resource(Class<?> skeleton, String resource, int size, int crc32) {
    return new ObjectSource(skeleton, resource, new ObjectBuild(size, crc32));
  }

  /** No object: the skeleton was generated from types, and opens what it is given. */
  public static ObjectSource none(Class<?> skeleton) {
    return new ObjectSource(skeleton, skeleton.getSimpleName(), ObjectBuild.NONE);
  }

  /** The build that the skeleton and its structs were generated from. */
  public ObjectBuild build() {
    return build;
  }

  /**
   * Opens the resource and makes its skeleton. If either fails, nothing stays open.
   *
   * @throws BpfException if the resource is missing, {@link BpfObject#open(byte[], String,
   *     OpenOptions)} fails, or it is another build of the object that does not fit the class
   */
  public <S extends Skeleton> S open(OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    return open(read(), resource, options, skeletonOf);
  }

  /** As {@link #open(OpenOptions, Function)}, with another build of the object from a file. */
  public <S extends Skeleton> S open(
      Path file, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    try {
      return open(ObjectFile.read(file), file.toString(), options, skeletonOf);
    } catch (IOException e) {
      throw new BpfException(OPEN, file.toString(), "", "cannot read the file: " + e, List.of());
    }
  }

  /** As {@link #open(OpenOptions, Function)}, with another build of the object from memory. */
  public <S extends Skeleton> S open(
      byte[] bytes, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    return open(bytes, resource, options, skeletonOf);
  }

  private <S extends Skeleton> S open(
      byte[] bytes, String file, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    BpfObject object = BpfObject.open(bytes, file, options);
    try {
      object.ownedBy(skeleton);
      S opened = skeletonOf.apply(new OpenedObject(object, object.build().equals(build)));
      opened.requireFit(skeleton);
      return opened;
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private byte[] read() {
    try (InputStream stream = skeleton.getResourceAsStream(resource)) {
      if (stream == null) {
        throw failure("no such resource beside " + skeleton.getName() + ", look at the class path");
      }
      return ObjectFile.read(stream);
    } catch (IOException e) {
      throw failure("cannot read the resource: " + e);
    }
  }

  private BpfException failure(String explanation) {
    return new BpfException(OPEN, resource, "", explanation, List.of());
  }
}
