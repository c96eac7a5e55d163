#if( $kind.matches("exec|xdp|tcp|sched") )#include("/kinds/${kind}/program.bpf.c")#else#include("no kind $kind: -Dkind takes exec, xdp, tcp or sched")#end
