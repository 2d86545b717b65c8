package dev.kneiphof.app.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The id of the node or edge that a request is about: the last segment of the path, or the parameter {@code id}, which
 * reaches every id whatever characters it has.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface RowId {}
