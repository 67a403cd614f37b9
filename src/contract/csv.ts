/**
 * A cell that a spreadsheet would take for a formula: it is kept a text. Numbers may begin with a minus. The dot takes
 * line breaks as well: a formula may go on in the next line, and papaparse's own rule lets such a one through.
 */
export const FORMULA = /^(?!-?\d+(\.\d+)?$)[=+\-@\t\r].*$/s;
