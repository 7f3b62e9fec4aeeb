package parvis.person;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller's method: what it does is dangerous, so that whoever asks for it must have shown within the last minutes that it
 * is them. Else they are asked first, and come back to what they were about to do with all that they typed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshProof {}
