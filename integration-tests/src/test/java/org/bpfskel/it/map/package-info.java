/** The kinds of maps, each with a program that uses it. */
package org.bpfskel.it.map;
