#if( $kind.matches("exec|xdp|tcp|sched") )#parse("/kinds/${kind}/AppTest.java")#end
