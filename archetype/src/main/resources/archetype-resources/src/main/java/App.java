#if( $kind.matches("exec|xdp|tcp|sched") )#parse("/kinds/${kind}/App.java")#end
