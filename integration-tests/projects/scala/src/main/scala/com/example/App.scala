package com.example

import scala.util.Using

object App:
  def main(args: Array[String]): Unit =
    Using.resource(GreetingSkel.open())(skel => println(s"greeting ${skel.data.greeting.get()}"))
