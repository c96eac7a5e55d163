package org.bpfskel.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.bpfskel.map.ReadableMap;
import org.jspecify.annotations.Nullable;

/**
 * What BPF programs count, as meters. Global variables are read whenever a meter is; maps are
 * walked over by {@link #refresh}, which gives each key meters of its own and takes away those of
 * keys that are gone.
 *
 * <pre>{@code
 * BpfMeters meters = new BpfMeters()
 *     .counter("net.others", () -> skel.bss.others.get())
 *     .perCpuCounters("net.packets", skel.maps.flows, KeyTags.of(Flow.class), t -> t.packets)
 *     .refreshEvery(Duration.ofSeconds(5));
 * meters.bindTo(registry);
 * }</pre>
 *
 * <p>Counters are for what only grows in C. Name everything before {@link #bindTo}. Close the
 * meters before the skeleton; where the skeleton was closed first, those of maps are taken away by
 * the next refresh, with a warning. Safe for use by several threads once it is bound.
 */
public final class BpfMeters implements MeterBinder, AutoCloseable {
  /** So many keys of a map have meters, if nothing else is said. */
  public static final int DEFAULT_KEYS = 1000;

  private final List<Variable> variables = new ArrayList<>();
  private final List<MapMeters<?, ?>> maps = new ArrayList<>();
  private final List<Registered> registered = new CopyOnWriteArrayList<>();
  private int mostKeys = DEFAULT_KEYS;
  private @Nullable Duration interval;
  private @Nullable Refresher refresher;

  /** Nothing is metered yet. */
  public BpfMeters() {}

  /** A meter that is there as long as this is bound. */
  private record Variable(String name, boolean counts, DoubleSupplier value, Tags tags) {
    Meter register(MeterRegistry registry) {
      // The function holds what it reads, for a registry holds it weakly.
      return counts
          ? FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
              .tags(tags)
              .register(registry)
          : Gauge.builder(name, value::getAsDouble)
              .tags(tags)
              .strongReference(true)
              .register(registry);
    }
  }

  private record Registered(MeterRegistry registry, Meter meter) {}

  /**
   * A global variable that only grows.
   *
   * @param name of the meter, in Micrometer's form: {@code net.packets}
   * @param value reads it: {@code () -> skel.bss.packets.get()}
   * @param tags keys and values of tags, one after the other
   * @return this
   */
  public BpfMeters counter(String name, DoubleSupplier value, String... tags) {
    variables.add(new Variable(name, true, value, Tags.of(tags)));
    return this;
  }

  /**
   * A global variable that grows and shrinks.
   *
   * @param name of the meter, in Micrometer's form: {@code net.packets}
   * @param value reads it: {@code () -> skel.bss.connections.get()}
   * @param tags keys and values of tags, one after the other
   * @return this
   */
  public BpfMeters gauge(String name, DoubleSupplier value, String... tags) {
    variables.add(new Variable(name, false, value, Tags.of(tags)));
    return this;
  }

  /**
   * A map whose values only grow: a counter for each key.
   *
   * @param name of the meters
   * @param map the map
   * @param tags those of a key's meter, which tell it from the others: {@link KeyTags#of}
   * @param value what of a value is counted: {@code traffic -> traffic.packets}
   * @param <K> what a key is
   * @param <V> what a value is
   * @return this
   */
  public <K, V> BpfMeters counters(
      String name,
      ReadableMap<K, V> map,
      Function<? super K, Tags> tags,
      ToDoubleFunction<? super V> value) {
    maps.add(new MapMeters<>(name, true, map, tags, value));
    return this;
  }

  /**
   * A map whose values grow and shrink: a gauge for each key.
   *
   * @param name of the meters
   * @param map the map
   * @param tags those of a key's meter, which tell it from the others: {@link KeyTags#of}
   * @param value what of a value is measured: {@code state -> state.length}
   * @param <K> what a key is
   * @param <V> what a value is
   * @return this
   */
  public <K, V> BpfMeters gauges(
      String name,
      ReadableMap<K, V> map,
      Function<? super K, Tags> tags,
      ToDoubleFunction<? super V> value) {
    maps.add(new MapMeters<>(name, false, map, tags, value));
    return this;
  }

  /**
   * A per-CPU map whose values only grow: a counter for each key, the sum of all CPUs.
   *
   * @param name of the meters
   * @param map the map
   * @param tags those of a key's meter, which tell it from the others: {@link KeyTags#of}
   * @param value what of one CPU's value is counted: {@code traffic -> traffic.packets}
   * @param <K> what a key is
   * @param <V> what the value of one CPU is
   * @return this
   */
  public <K, V> BpfMeters perCpuCounters(
      String name,
      ReadableMap<K, List<V>> map,
      Function<? super K, Tags> tags,
      ToDoubleFunction<? super V> value) {
    return counters(name, map, tags, sum(value));
  }

  /**
   * A per-CPU map whose values grow and shrink: a gauge for each key, the sum of all CPUs.
   *
   * @param name of the meters
   * @param map the map
   * @param tags those of a key's meter, which tell it from the others: {@link KeyTags#of}
   * @param value what of one CPU's value is measured: {@code state -> state.length}
   * @param <K> what a key is
   * @param <V> what the value of one CPU is
   * @return this
   */
  public <K, V> BpfMeters perCpuGauges(
      String name,
      ReadableMap<K, List<V>> map,
      Function<? super K, Tags> tags,
      ToDoubleFunction<? super V> value) {
    return gauges(name, map, tags, sum(value));
  }

  private static <V> ToDoubleFunction<List<V>> sum(ToDoubleFunction<? super V> value) {
    return cpus -> {
      double sum = 0;
      for (V cpu : cpus) {
        sum += value.applyAsDouble(cpu);
      }
      return sum;
    };
  }

  /**
   * Gives meters to so many keys of each map and no more, with a warning where there are others: a
   * registry keeps all that it has, and whoever sends packets may choose the keys.
   *
   * @param keys {@link #DEFAULT_KEYS} by default
   * @return this
   * @throws IllegalArgumentException if it is negative
   */
  public BpfMeters mostKeys(int keys) {
    if (keys < 0) {
      throw new IllegalArgumentException("so many keys cannot have meters: " + keys);
    }
    mostKeys = keys;
    return this;
  }

  /**
   * Refreshes in the background, from {@link #bindTo} to {@link #close}. Without it, call {@link
   * #refresh} before the registry is read.
   *
   * @param time from one refresh to the next
   * @return this
   * @throws IllegalArgumentException if it is not positive
   */
  public BpfMeters refreshEvery(Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("meters cannot be refreshed every " + time);
    }
    interval = time;
    return this;
  }

  /**
   * Registers all meters, and refreshes those of maps.
   *
   * @param registry may be another one each time
   */
  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    for (Variable variable : variables) {
      registered.add(new Registered(registry, variable.register(registry)));
    }
    maps.forEach(map -> map.bindTo(registry));
    refresh();
    if (interval != null && refresher == null) {
      refresher = new Refresher(this, interval);
    }
  }

  /** Walks over the maps, each once, and sets their meters to what is there. */
  public synchronized void refresh() {
    maps.forEach(map -> map.refresh(mostKeys));
  }

  /** Takes all meters out of their registries. Closing again has no effect. */
  @Override
  public void close() {
    Refresher ended;
    synchronized (this) {
      ended = refresher;
      refresher = null;
      registered.forEach(each -> each.registry.remove(each.meter));
      registered.clear();
      maps.forEach(MapMeters::close);
    }
    if (ended != null) {
      ended.close();
    }
  }
}
