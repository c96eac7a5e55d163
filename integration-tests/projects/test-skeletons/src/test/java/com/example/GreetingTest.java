package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.Test;

@BpfSkeleton("bpf/greeting.bpf.o")
class GreetingTest {
  @Test
  void hasItsGlobal() {
    try (GreetingSkel skel = GreetingSkel.open()) {
      assertEquals(42, skel.data.greeting.get());
    }
  }
}
