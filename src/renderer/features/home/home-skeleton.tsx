import { Skeleton } from '../../ui/skeleton.tsx';

const lines = (count: number) => Array.from({ length: count }, (_, index) => index);

function Part({ rows }: { readonly rows: number }) {
  return (
    <div className="flex flex-col gap-4 border-line border-t pt-4 pb-6">
      <Skeleton width={140} height={16} />
      {lines(rows).map((line) => (
        <Skeleton key={line} height={20} />
      ))}
    </div>
  );
}

/** The dashboard's outline while nothing is there yet. */
export function HomeSkeleton() {
  return (
    <div aria-busy="true" className="mx-auto w-full max-w-[1240px] px-6 pt-5 pb-8">
      <div className="mb-4 grid grid-cols-4 gap-10">
        {lines(4).map((line) => (
          <div key={line} className="flex h-14 flex-col gap-2">
            <Skeleton width={72} />
            <Skeleton width={56} height={22} />
          </div>
        ))}
      </div>
      <div className="grid gap-x-10 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div>
          <Part rows={5} />
          <Part rows={3} />
        </div>
        <div>
          <Part rows={6} />
          <Part rows={5} />
        </div>
      </div>
    </div>
  );
}
