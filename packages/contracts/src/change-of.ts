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

const changedField = (field: unknown): z.ZodType => {
  if (field instanceof z.ZodDefault) return (field.unwrap() as z.ZodType).optional();
  if (field instanceof z.ZodOptional) return (field.unwrap() as z.ZodType).nullable().optional();
  return (field as z.ZodType).optional();
};

/**
 * The shape of a PATCH made from the shape of a draft: absent means unchanged (a draft's default must
 * never overwrite a stored value), and `null` clears what was optional.
 */
export const changeOf = <S extends z.ZodRawShape>(shape: S): ChangedShape<S> =>
  Object.fromEntries(
    Object.entries(shape).map(([key, field]) => [key, changedField(field)]),
  ) as ChangedShape<S>;
