import { Circle, CircleDot } from 'lucide-react';
import { formatNumber } from '../../lib/format.ts';
import type { Picture } from './silo-picture.ts';

interface SiloPictureTableProps {
  readonly picture: Picture;
  readonly teamName: (id: string) => string;
  readonly siloName: (id: string) => string;
}

/** Teams by labels: a filled mark is a label that an app must bear before the team's members reach it. */
export function SiloPictureTable({ picture, teamName, siloName }: SiloPictureTableProps) {
  const { labels, rows } = picture;
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left">
        <caption className="mb-2 text-left text-muted">
          Members of these teams reach only apps that bear every marked label, whatever else they were given.
        </caption>
        <thead>
          <tr className="h-8 border-line border-b text-muted">
            <th scope="col" className="pr-4 font-normal">
              Team
            </th>
            {labels.map((label) => (
              <th key={label} scope="col" className="px-3 text-center font-mono font-normal text-xs">
                {label}
              </th>
            ))}
            <th scope="col" className="pl-4 text-right font-normal">
              Apps it may reach
            </th>
            <th scope="col" className="pl-4 text-right font-normal">
              Apps kept from it
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ teamId, siloIds, required, openApps, closedApps }) => (
            <tr key={teamId} className="h-9 border-line border-b last:border-b-0">
              <th scope="row" className="pr-4 font-medium" title={`Silo ${siloIds.map(siloName).join(', ')}`}>
                {teamName(teamId)}
              </th>
              {labels.map((label) => (
                <td key={label} className="px-3 text-center">
                  {required.has(label) ? (
                    <CircleDot aria-label="required" size={15} className="inline text-accent-text" />
                  ) : (
                    <Circle aria-label="not asked for" size={15} className="inline text-line-strong" />
                  )}
                </td>
              ))}
              <td className="pl-4 text-right tabular-nums">{formatNumber(openApps)}</td>
              <td className="pl-4 text-right text-muted tabular-nums">{formatNumber(closedApps)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
