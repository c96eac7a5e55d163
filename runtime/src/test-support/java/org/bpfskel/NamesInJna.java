package org.bpfskel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What JNA's library in C looks up in Java: classes whose names it has, and of these the members
 * whose name and type it has. That may be a few more than it asks for, and is never one less.
 */
final class NamesInJna {
  private static final Pattern CLASS = Pattern.compile("\0((?:com/sun/jna|java)/[\\w/$]+)(?=\0)");

  /** Shorter ones are the ends of too many others, and JNA asks for none. */
  private static final int SHORTEST_NAME = 3;

  private final String library;

  /**
   * Reads a library.
   *
   * @param resource its name in the jar
   */
  NamesInJna(String resource) throws IOException {
    try (InputStream file = Native.class.getResourceAsStream("/" + resource)) {
      if (file == null) {
        throw new IOException("jna.jar has no " + resource);
      }
      library = new String(file.readAllBytes(), ISO_8859_1);
    }
  }

  void addTo(ReachabilityMetadata metadata) throws ClassNotFoundException {
    ClassLoader loader = NamesInJna.class.getClassLoader();
    for (MatchResult found : CLASS.matcher(library).results().toList()) {
      Class<?> type = Class.forName(found.group(1).replace('/', '.'), false, loader);
      addMembers(type, metadata.type(type.getName()).jni());
    }
  }

  private void addMembers(Class<?> type, ReachabilityMetadata.Kept kept) {
    for (Field field : type.getDeclaredFields()) {
      if (has(field.getName(), field.getType().descriptorString())) {
        kept.field(field.getName());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      MethodType methodType =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      if (!method.isSynthetic() && has(method.getName(), methodType.descriptorString())) {
        kept.member(method.getName(), method);
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      MethodType methodType = MethodType.methodType(void.class, constructor.getParameterTypes());
      if (has("<init>", methodType.descriptorString())) {
        kept.member("<init>", constructor);
      }
    }
  }

  /** A text may also be the end of a longer one, for which linkers keep it once. */
  private boolean has(String name, String descriptor) {
    return name.length() >= SHORTEST_NAME
        && library.contains(name + '\0')
        && library.contains(descriptor + '\0');
  }
}
