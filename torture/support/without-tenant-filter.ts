import {
  BinaryOperationNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  RawNode,
} from 'kysely';

/** Columns that say whose a row is, in whatever table. */
const OWNERS = new Set(['organization_id', 'owner_id', 'user_id', 'starrer_id', 'collaborator_id']);
/** Tables whose own id says so. */
const OWNERS_THEMSELVES = new Set(['organizations', 'users']);
const VALUES = new Set(['ValueNode', 'PrimitiveValueListNode', 'ValueListNode']);

interface Named {
  readonly kind: string;
  readonly table?: { readonly table: { readonly identifier: { readonly name: string } } };
  readonly column?: { readonly column: { readonly name: string } };
}

/** The table of a statement that speaks of one table alone, whose columns stand there without its name. */
function onlyTable(node: OperationNode): string | null {
  const { from, joins, table } = node as {
    from?: { froms: readonly Named[] };
    joins?: readonly unknown[];
    table?: Named;
  };
  if (joins !== undefined && joins.length > 0) return null;
  const named = table ?? from?.froms[0];
  return named?.kind === 'TableNode'
    ? (named.table as unknown as { identifier: { name: string } }).identifier.name
    : null;
}

class Transformer extends OperationNodeTransformer {
  protected override transformNodeImpl<T extends OperationNode>(node: T, queryId?: QueryId): T {
    if (BinaryOperationNode.is(node) && this.#isTenantFilter(node)) return RawNode.createWithSql('true') as never;
    return super.transformNodeImpl(node, queryId);
  }

  #isTenantFilter({ leftOperand, operator, rightOperand }: BinaryOperationNode): boolean {
    if ((operator as { operator?: string }).operator !== '=' || !VALUES.has(rightOperand.kind)) return false;
    if (leftOperand.kind !== 'ReferenceNode') return false;
    const { table, column } = leftOperand as Named;
    const name = column?.column.name ?? '';
    return OWNERS.has(name) || (name === 'id' && OWNERS_THEMSELVES.has(table?.table.identifier.name ?? this.#table()));
  }

  #table(): string {
    for (const node of this.nodeStack.toReversed()) if (/QueryNode$/.test(node.kind)) return onlyTable(node) ?? '';
    return '';
  }
}

/** Whether a query is the access engine's: it is compiled while the function that asks is still on the stack. */
function isAdmission(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  return stack.includes('/server/access/');
}

/**
 * Takes the application's own tenant filters out of the queries of a scope: what a query compares with an organization's
 * or a person's id, it no longer does. `everywhere`, also where it is decided who may; or only in what `handlers` ask,
 * so that they are reached at all. What `asSystem` asks stays as it is.
 */
export class WithoutTenantFilter implements KyselyPlugin {
  from: 'nowhere' | 'handlers' | 'everywhere' = 'nowhere';
  /** How many filters were taken away: a test that takes none proves nothing. */
  taken = 0;

  transformQuery({ node, queryId }: PluginTransformQueryArgs) {
    if (this.from === 'nowhere' || (this.from === 'handlers' && isAdmission())) return node;
    const bare = new Transformer().transformNode(node, queryId);
    if (JSON.stringify(bare) !== JSON.stringify(node)) this.taken += 1;
    return bare;
  }

  transformResult({ result }: PluginTransformResultArgs) {
    return Promise.resolve(result);
  }
}
