import {
  BinaryOperationNode,
  ColumnNode,
  ExpressionWrapper,
  OperatorNode,
  ReferenceNode,
  type SqlBool,
  TableNode,
  ValueNode,
} from 'kysely';
import type { Tables } from './tables.ts';

/**
 * `table.column = id` for SQL that is written as text. A filter by tenant is never text itself: a test takes all of
 * them away, wherever they stand, and looks whether row-level security holds alone.
 */
export function belongsTo(column: `${string}.${'organization_id' | 'owner_id'}`, id: string) {
  const [table = '', name = ''] = column.split('.');
  const reference = ReferenceNode.create(ColumnNode.create(name), TableNode.create(table));
  return new ExpressionWrapper<Tables, keyof Tables, SqlBool>(
    BinaryOperationNode.create(reference, OperatorNode.create('='), ValueNode.create(id)),
  );
}
