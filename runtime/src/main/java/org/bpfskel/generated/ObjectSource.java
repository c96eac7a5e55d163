package org.bpfskel.generated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.OpenOptions;
import org.bpfskel.access.Door;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.object.ObjectFile;
import org.jspecify.annotations.Nullable;

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
   * Names an object that is a resource of the skeleton's own class path or module.
   *
   * @param skeleton the generated class
   * @param resource absolute name, with a leading slash
   * @return the object, of which neither size nor sum is known yet
   */
  public static ObjectSource of(Class<?> skeleton, String resource) {
    return new ObjectSource(skeleton, resource, ObjectBuild.NONE);
  }

  /**
   * Names no object: the skeleton was generated from types, and opens what it is given.
   *
   * @param skeleton the generated class
   * @return a source that no object is the build of
   */
  public static ObjectSource none(Class<?> skeleton) {
    return new ObjectSource(skeleton, skeleton.getSimpleName(), ObjectBuild.NONE);
  }

  /**
   * {@return the same object, with its size}
   *
   * @param bytes of the file
   */
  public ObjectSource size(int bytes) {
    return new ObjectSource(skeleton, resource, new ObjectBuild(bytes, build.crc32()));
  }

  /**
   * {@return the same object, with its sum}
   *
   * @param sum the CRC-32 of the bytes of the file
   */
  public ObjectSource crc32(int sum) {
    return new ObjectSource(skeleton, resource, new ObjectBuild(build.size(), sum));
  }

  /**
   * {@return the resource's absolute name, for {@link Class#getResourceAsStream} of the skeleton's
   * class}
   */
  public String resource() {
    return resource;
  }

  /** {@return the build that the skeleton and its structs were generated from} */
  public ObjectBuild build() {
    return build;
  }

  /**
   * Opens the resource and makes its skeleton. If either fails, nothing stays open.
   *
   * @param stream the resource, which is closed here; null if there is none. The skeleton's class
   *     asks for it, since a named module gives its resources to its own code alone
   * @param options what is opened otherwise than by default
   * @param skeletonOf makes the skeleton, which owns the object from then on
   * @param <S> the class of the skeleton
   * @return the skeleton, which is open and which the caller closes
   * @throws BpfException if the resource is missing, {@link BpfObject#open(byte[], String,
   *     OpenOptions)} fails, or it is another build of the object that does not fit the class
   */
  public <S extends GeneratedSkeleton> S open(
      @Nullable InputStream stream, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    return open(read(stream), resource, options, skeletonOf);
  }

  /**
   * As {@link #open(InputStream, OpenOptions, Function)}, with another build of the object from a
   * file.
   *
   * @param file a relocatable ELF file for BPF, in this machine's byte order
   * @param options what is opened otherwise than by default
   * @param skeletonOf makes the skeleton, which owns the object from then on
   * @param <S> the class of the skeleton
   * @return the skeleton, which is open and which the caller closes
   * @throws BpfException if the file cannot be read, and as for the resource
   */
  public <S extends GeneratedSkeleton> S open(
      Path file, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    try {
      return open(ObjectFile.read(file), file.toString(), options, skeletonOf);
    } catch (IOException e) {
      throw new BpfException(
          OPEN, file.toString(), BpfException.Kind.OTHER, "cannot read the file: " + e);
    }
  }

  /**
   * As {@link #open(InputStream, OpenOptions, Function)}, with another build of the object from
   * memory.
   *
   * @param bytes those of a relocatable ELF file for BPF, in this machine's byte order; they are
   *     copied
   * @param options what is opened otherwise than by default
   * @param skeletonOf makes the skeleton, which owns the object from then on
   * @param <S> the class of the skeleton
   * @return the skeleton, which is open and which the caller closes
   * @throws BpfException as for the resource
   */
  public <S extends GeneratedSkeleton> S open(
      byte[] bytes, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    return open(bytes, resource, options, skeletonOf);
  }

  private <S extends GeneratedSkeleton> S open(
      byte[] bytes, String file, OpenOptions options, Function<OpenedObject, S> skeletonOf) {
    BpfObject object = BpfObject.open(bytes, file, options);
    try {
      Door.OBJECT.behind(object).held().setOwner(skeleton.getName() + " (" + object + ")");
      S opened = skeletonOf.apply(new OpenedObject(object, object.build().equals(build)));
      opened.requireFit(skeleton);
      return opened;
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private byte[] read(@Nullable InputStream resourceStream) {
    try (InputStream stream = resourceStream == null ? elsewhere() : resourceStream) {
      if (stream == null) {
        throw failure(
            "no such resource beside " + skeleton.getName() + ", look at " + whereItLies());
      }
      return ObjectFile.read(stream);
    } catch (IOException e) {
      throw failure("cannot read the resource: " + e);
    }
  }

  /** In another module, which is automatic or opens the package of the resource. */
  private @Nullable InputStream elsewhere() {
    ClassLoader loader = skeleton.getClassLoader();
    return loader == null ? null : loader.getResourceAsStream(resource.substring(1));
  }

  private String whereItLies() {
    Module module = skeleton.getModule();
    return module.isNamed()
        ? "the folder or jar of module " + module.getName() + ", where the object belongs"
        : "the class path";
  }

  private BpfException failure(String explanation) {
    return new BpfException(OPEN, resource, BpfException.Kind.NOT_FOUND, explanation);
  }
}
