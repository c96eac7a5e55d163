package com.example;

import org.bpfskel.BpfSkeleton;

/** Opens the object and prints what a global of it has. */
@BpfSkeleton("bpf/greeting.bpf.o")
public final class App {
  private App() {}

  public static void main(String[] args) {
    try (GreetingSkel skel = GreetingSkel.open()) {
      System.out.println("greeting " + skel.data.greeting.get());
    }
  }
}
