package com.example

import org.bpfskel.BpfSkeleton

/** The host of the skeleton: kapt shows it to the processor. */
@BpfSkeleton("bpf/greeting.bpf.o")
class App

fun main() {
  GreetingSkel.open().use { skel -> println("greeting ${skel.data.greeting.get()}") }
}
