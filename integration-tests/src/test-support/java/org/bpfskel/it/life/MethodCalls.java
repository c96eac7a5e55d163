package org.bpfskel.it.life;

import com.google.common.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Calls the public methods and constructors of one handle, and judges what they do. */
final class MethodCalls {
  /** Of what a walk gives. */
  private static final int MOST_ELEMENTS = 100;

  private final Specimen specimen;
  private final Arguments arguments;
  private final Watch watch;
  private int count;

  MethodCalls(Specimen specimen, Arguments arguments, Watch watch) {
    this.specimen = specimen;
    this.arguments = arguments;
    this.watch = watch;
  }

  int count() {
    return count;
  }

  static List<Executable> methodsOf(Specimen specimen) {
    Class<?> type = TypeToken.of(specimen.type()).getRawType();
    List<Executable> methods = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Object.class && !method.isSynthetic()) {
        methods.add(method);
      }
    }
    boolean generated = type.getPackageName().equals(MethodCalls.class.getPackageName());
    if (!generated && !Modifier.isAbstract(type.getModifiers())) {
      methods.addAll(List.of(type.getConstructors()));
    }
    return methods;
  }

  /** What was not as documented; a call that ends the handle has one of its own. */
  List<String> faults(Executable method) {
    method.setAccessible(true);
    Judgement judgement = new Judgement(method, specimen);
    boolean ends = Allowed.ends(method);
    Object handle = specimen.handles().get();
    for (List<Object> list : arguments.of(method, specimen.type(), handle)) {
      watch.begin(() -> specimen.key() + ": " + method + " with " + Judgement.text(list));
      call(judgement, method, handle, list);
      if (ends) {
        handle = renewed(handle);
      }
    }
    closeUnlessKept(handle);
    return judgement.faults();
  }

  private Object renewed(Object handle) {
    closeUnlessKept(handle);
    return specimen.handles().get();
  }

  private void closeUnlessKept(Object handle) {
    if (specimen.renewed() && handle instanceof AutoCloseable closeable) {
      Scene.close(closeable);
    }
  }

  private void call(Judgement judgement, Executable method, Object handle, List<Object> list) {
    count++;
    try {
      use(invoke(method, handle, list), method, handle);
      judgement.returned(list);
    } catch (InvocationTargetException e) {
      judgement.threw(list, Objects.requireNonNull(e.getCause()));
    } catch (Walked e) {
      judgement.threw(list, Objects.requireNonNull(e.getCause()));
    }
  }

  private static Object invoke(Executable method, Object handle, List<Object> list)
      throws InvocationTargetException {
    try {
      return method instanceof Constructor<?> constructor
          ? constructor.newInstance(list.toArray())
          : ((Method) method).invoke(handle, list.toArray());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      if (e instanceof InvocationTargetException thrown) {
        throw thrown;
      }
      throw new AssertionError(method + " on " + handle + " with " + Judgement.text(list), e);
    }
  }

  /** A walk is gone, a stream read; what is new is closed. */
  private static void use(Object result, Executable method, Object handle) throws Walked {
    if (result instanceof Iterable<?> walk && !(result instanceof Path)) {
      walk(walk);
    } else if (result instanceof InputStream stream) {
      read(stream);
    }
    boolean isNew = result != handle && !method.getName().equals("object");
    if (isNew && result instanceof AutoCloseable made) {
      Scene.close(made);
    }
  }

  private static void walk(Iterable<?> walk) throws Walked {
    try {
      Iterator<?> steps = walk.iterator();
      for (int i = 0; i < MOST_ELEMENTS && steps.hasNext(); i++) {
        steps.next();
      }
    } catch (RuntimeException e) {
      throw new Walked(e);
    }
  }

  private static void read(InputStream stream) {
    try {
      stream.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came out of a walk, which is the method's own doing. */
  private static final class Walked extends Exception {
    private static final long serialVersionUID = 1;

    Walked(RuntimeException e) {
      super(e);
    }
  }
}
