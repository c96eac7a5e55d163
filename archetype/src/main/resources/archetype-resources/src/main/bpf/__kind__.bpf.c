#if( $kind.matches("exec|xdp|tcp|sched") )#include("/kinds/${kind}/program.bpf.c")#end
