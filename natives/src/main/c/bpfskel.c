/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How Java calls C without JNA: the native methods of org.bpfskel.internal.foreign.JniCalls. It
 * knows no function by name but dlsym; Java finds the others by that.
 */
#include <dlfcn.h>
#include <errno.h>
#include <jni.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define METHOD(result, name) \
	JNIEXPORT result JNICALL Java_org_bpfskel_internal_foreign_JniCalls_##name

/* Counted up with each change that an older runtime could not bear. */
#define REVISION 1

/* Any glibc's, not that of 2.34 alone: before, it was in a library of its own, which Java loads. */
#if defined(__x86_64__)
__asm__(".symver dlsym, dlsym@GLIBC_2.2.5");
#elif defined(__aarch64__)
__asm__(".symver dlsym, dlsym@GLIBC_2.17");
#endif

static JavaVM *machine;

/* JniCalls, as long as its class loader is there, and its method print. */
static jweak calls;
static jmethodID java_print;

/* The Java machine calls functions of C, too, between a call and the question for its error. */
static __thread int last_error;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved)
{
	machine = vm;
	return JNI_VERSION_1_8;
}

METHOD(jint, revision)(JNIEnv *env, jclass class)
{
	return REVISION;
}

METHOD(jlong, dlsym)(JNIEnv *env, jclass class)
{
	return (intptr_t)dlsym;
}

METHOD(jint, lastError)(JNIEnv *env, jclass class)
{
	return last_error;
}

/*
 * Whole registers, as many as any function here takes: one that takes fewer, or their lower halves,
 * does not look at the rest, in the calling conventions of x86-64 and AArch64.
 */
METHOD(jlong, invoke)(JNIEnv *env, jclass class, jlong function, jlong a, jlong b, jlong c, jlong d,
		      jlong e, jlong f, jlong g, jlong h)
{
	jlong result = ((jlong(*)(jlong, jlong, jlong, jlong, jlong, jlong, jlong, jlong))(
		intptr_t)function)(a, b, c, d, e, f, g, h);

	last_error = errno;
	return result;
}

/* These leave the last error alone: they come between a call and the question for it. */
METHOD(jlong, malloc)(JNIEnv *env, jclass class, jlong size)
{
	return (intptr_t)malloc(size);
}

METHOD(void, release)(JNIEnv *env, jclass class, jlong address)
{
	free((void *)(intptr_t)address);
}

METHOD(jlong, strlen)(JNIEnv *env, jclass class, jlong text)
{
	return strlen((const char *)(intptr_t)text);
}

METHOD(jobject, view)(JNIEnv *env, jclass class, jlong address, jint size)
{
	return (*env)->NewDirectByteBuffer(env, (void *)(intptr_t)address, size);
}

METHOD(jlong, place)(JNIEnv *env, jclass class, jobject direct)
{
	return (intptr_t)(*env)->GetDirectBufferAddress(env, direct);
}

static void call_java(JNIEnv *env, int level, const void *format, void *arguments)
{
	jclass target = (*env)->NewLocalRef(env, calls);

	if (!target)
		return;
	(*env)->CallStaticVoidMethod(env, target, java_print, (jint)level, (jlong)(intptr_t)format,
				     (jlong)(intptr_t)arguments);
	(*env)->ExceptionClear(env);
	(*env)->DeleteLocalRef(env, target);
}

/* A libbpf_print_fn_t; its va_list is a pointer in both calling conventions. */
static int print(int level, const void *format, void *arguments)
{
	JavaVMAttachArgs as = { .version = JNI_VERSION_1_8, .name = "libbpf" };
	int error = errno;
	void *env;

	switch ((*machine)->GetEnv(machine, &env, JNI_VERSION_1_8)) {
	case JNI_OK:
		call_java(env, level, format, arguments);
		break;
	case JNI_EDETACHED: /* a thread that Java has not started */
		if ((*machine)->AttachCurrentThreadAsDaemon(machine, &env, &as) == JNI_OK) {
			call_java(env, level, format, arguments);
			(*machine)->DetachCurrentThread(machine);
		}
		break;
	}
	errno = error;
	return 0;
}

METHOD(jlong, printer)(JNIEnv *env, jclass class)
{
	jmethodID method = (*env)->GetStaticMethodID(env, class, "print", "(IJJ)V");
	jweak target = method ? (*env)->NewWeakGlobalRef(env, class) : NULL;

	if (!target)
		return 0; /* Java throws what is pending */
	java_print = method;
	calls = target;
	return (intptr_t)print;
}
