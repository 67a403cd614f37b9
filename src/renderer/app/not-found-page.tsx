import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';

export function NotFoundPage() {
  return (
    <main className="flex h-full">
      <EmptyState
        title="There is no such page"
        text="The address may be from another version of Steward."
        action={
          <Link to="/" className="font-medium text-accent-text underline">
            Go to the start
          </Link>
        }
      />
    </main>
  );
}
