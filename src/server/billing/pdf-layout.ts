import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.d.ts';

/** A cell of a number. */
export const right = (text: string, more: object = {}): TableCell => ({
  text,
  alignment: 'right',
  noWrap: true,
  ...more,
});
/** A cell of a table's header. */
export const head = (text: string, alignment: 'left' | 'right' = 'left'): TableCell => ({
  text,
  style: 'head',
  alignment,
});

/** Light rules between rows, a darker one below the header. */
export const LAYOUT = {
  hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: (index: number) => (index === 1 ? '#64748b' : '#e2e8f0'),
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

/** The same below two rows of headers. */
export const ANNEX = {
  ...LAYOUT,
  hLineWidth: (index: number) => (index < 2 ? 0 : 0.5),
  hLineColor: (index: number) => (index === 2 ? '#64748b' : '#e2e8f0'),
};

/** In line with the texts beside it. */
export const FACTS = {
  defaultBorder: false,
  paddingTop: () => 0,
  paddingBottom: () => 0,
  paddingLeft: (index: number) => (index === 0 ? 0 : 8),
  paddingRight: () => 0,
};

const STYLES: TDocumentDefinitions['styles'] = {
  label: { color: '#64748b' },
  head: { bold: true, color: '#334155' },
  title: { bold: true, fontSize: 12 },
  note: { color: '#64748b', fontSize: 8, margin: [0, 4, 0, 0] },
};

/** The paper, its type and its footer, which says what the document is. */
export const page = (
  name: string,
): Pick<TDocumentDefinitions, 'pageSize' | 'pageMargins' | 'footer' | 'defaultStyle' | 'styles'> => ({
  pageSize: 'A4',
  pageMargins: [48, 48, 48, 56],
  defaultStyle: { fontSize: 9, color: '#0f172a' },
  styles: STYLES,
  footer: (current: number, count: number): Content => ({
    columns: [
      { text: name, color: '#64748b', fontSize: 8 },
      { text: `Page ${current} of ${count}`, alignment: 'right', color: '#64748b', fontSize: 8 },
    ],
    margin: [48, 20, 48, 0],
  }),
});
