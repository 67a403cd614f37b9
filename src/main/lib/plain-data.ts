interface Bounds {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

function sizeOf(value: unknown, depth: number, budget: number): number {
  if (depth < 0) return Number.POSITIVE_INFINITY;
  switch (typeof value) {
    case 'string':
      return value.length > budget ? Number.POSITIVE_INFINITY : Buffer.byteLength(value) + 2;
    case 'number':
    case 'boolean':
    case 'undefined':
      return 8;
    case 'object':
      break;
    default:
      return Number.POSITIVE_INFINITY;
  }
  if (value === null) return 4;
  const isArray = Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!isArray && prototype !== Object.prototype && prototype !== null) return Number.POSITIVE_INFINITY;
  if (isArray && value.length > budget) return Number.POSITIVE_INFINITY;
  let size = 2;
  for (const key of Reflect.ownKeys(value)) {
    if (isArray && key === 'length') continue;
    const property = Object.getOwnPropertyDescriptor(value, key);
    // Accessors would run code of the caller's; symbols and hidden properties are no data.
    if (typeof key !== 'string' || FORBIDDEN_KEYS.has(key) || property === undefined || !('value' in property))
      return Number.POSITIVE_INFINITY;
    size += key.length + 4 + sizeOf(property.value, depth - 1, budget - size);
    if (size > budget) return Number.POSITIVE_INFINITY;
  }
  return size;
}

/** Whether a value is JSON-like data (no classes, accessors, cycles or prototype names) within the bounds. */
export function isPlainData(value: unknown, { maxBytes, maxDepth }: Bounds): boolean {
  try {
    return sizeOf(value, maxDepth, maxBytes) <= maxBytes;
  } catch {
    // Only a proxy can throw here, and a proxy is not plain data.
    return false;
  }
}
