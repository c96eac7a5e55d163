package org.bpfskel.generated;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;

/**
 * Where a skeleton class finds the object that it was generated from, and what it must be.
 * Immutable. Called by generated code.
 */
public final class ObjectSource {
  private static final String OPEN = "open";

  private final Class<?> skeleton;
  private final String resource;
  private final String sha256;

  private ObjectSource(Class<?> skeleton, String resource, String sha256) {
    this.skeleton = skeleton;
    this.resource = resource;
    this.sha256 = sha256;
  }

  /**
   * An object that is a resource of the skeleton's own class path or module.
   *
   * @param resource absolute name, with a leading slash
   * @param sha256 of the object's bytes, 64 hexadecimal digits
   */
  public static ObjectSource resource(Class<?> skeleton, String resource, String sha256) {
    return new ObjectSource(skeleton, resource, sha256);
  }

  /**
   * Opens the object and makes its skeleton. If either fails, nothing stays open.
   *
   * @throws BpfException if the resource is missing or another build of the object, or {@link
   *     BpfObject#open(byte[], String)} fails
   */
  public <S extends Skeleton> S open(Function<BpfObject, S> skeletonOf) {
    byte[] bytes = read();
    String found = sha256(bytes);
    if (!found.equals(sha256)) {
      throw failure(
          "it has changed since %s was generated from it (SHA-256 %s, now %s): compile the class again"
              .formatted(skeleton.getName(), sha256, found));
    }
    BpfObject object = BpfObject.open(bytes, resource);
    try {
      return skeletonOf.apply(object);
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
      return stream.readAllBytes();
    } catch (IOException e) {
      throw failure("cannot read the resource: " + e);
    }
  }

  private BpfException failure(String explanation) {
    return new BpfException(OPEN, resource, "", explanation, List.of());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
