import { z } from 'zod';

type ChangedField<F> =
  F extends z.ZodDefault<infer Inner extends z.ZodType>
    ? z.ZodOptional<Inner>
    : F extends z.ZodOptional<infer Inner extends z.ZodType>
      ? z.ZodOptional<z.ZodNullable<Inner>>
      : F extends z.ZodType
        ? z.ZodOptional<F>
        : never;
type ChangedShape<S extends z.ZodRawShape> = { [K in keyof S]: ChangedField<S[K]> };

const changedField = (field: z.core.$ZodType): z.ZodType => {
  if (field instanceof z.ZodDefault) return z.optional(field.unwrap());
  if (field instanceof z.ZodOptional) return z.optional(z.nullable(field.unwrap()));
  return z.optional(field);
};

/**
 * The shape of a PATCH made from the shape of a draft: absent means unchanged (a draft's default must
 * never overwrite a stored value), and `null` clears what was optional.
 */
// An overload: the type of each field follows from `changedField`, which no mapped type can check.
export function changeOf<S extends z.ZodRawShape>(shape: S): ChangedShape<S>;
export function changeOf(shape: z.ZodRawShape): z.ZodRawShape {
  return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, changedField(field)]));
}
