package com.example;

import org.bpfskel.BpfSkeleton;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A skeleton as a bean, closed with the context. */
@SpringBootApplication
@BpfSkeleton("bpf/greeting.bpf.o")
public class App {
  public static void main(String[] args) {
    SpringApplication.run(App.class, args);
  }

  @Bean(destroyMethod = "close")
  GreetingSkel greeting() {
    return GreetingSkel.open();
  }

  @Bean
  CommandLineRunner print(GreetingSkel skel) {
    return args -> System.out.println("greeting " + skel.data.greeting.get());
  }
}
