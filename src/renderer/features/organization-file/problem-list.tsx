import { plural } from '../../lib/format.ts';
import type { FileProblem } from './read-file-text.ts';

/** What is wrong with a file, by line. */
export function ProblemList({ file, problems }: { readonly file: string; readonly problems: readonly FileProblem[] }) {
  return (
    <section aria-label="Problems of the file" className="rounded-lg border border-red-line">
      <h3 className="border-red-line border-b px-4 py-2 font-medium text-red-text">
        {plural(problems.length, 'problem')} in <bdi>{file}</bdi>: nothing was compared
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section tabIndex={0} aria-label="Problems by line" className="max-h-80 overflow-auto">
        <table className="w-full text-left">
          <thead className="sticky top-0 bg-surface text-muted text-xs">
            <tr>
              <th scope="col" className="px-4 py-1.5 font-medium">
                Line
              </th>
              <th scope="col" className="py-1.5 pr-4 font-medium">
                Where
              </th>
              <th scope="col" className="py-1.5 pr-4 font-medium">
                What
              </th>
            </tr>
          </thead>
          <tbody data-selectable>
            {problems.map(({ line, path, message }, index) => (
              <tr key={index} className="border-line border-t align-top">
                <td className="px-4 py-1.5 tabular-nums">{line}</td>
                <td className="break-all py-1.5 pr-4 font-mono text-xs leading-5">{path}</td>
                <td className="break-words py-1.5 pr-4">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
