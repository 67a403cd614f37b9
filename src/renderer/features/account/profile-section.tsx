import { useCommand, useInvalidate, useRoute } from '../../lib/api.ts';
import { personName } from '../../lib/person-name.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ImageField } from './image-field.tsx';
import { ProfileForm } from './profile-form.tsx';
import { Section } from './section.tsx';

/** The person as others see them. */
export function ProfileSection() {
  const { data, isPending, error, refetch } = useRoute('users.get', { params: { user_id: 'me' } });
  const { run } = useCommand('users.update');
  const invalidate = useInvalidate();
  const blocked = useBlocked();
  const saveImage = async (image: string | null) => {
    await run({ params: { user_id: 'me' }, body: { user: { image } } });
    await invalidate(null, 'users.get');
  };
  if (isPending)
    return (
      <Section name="profile" title="Profile">
        <Skeleton height={300} />
      </Section>
    );
  if (data === undefined)
    return (
      <Section name="profile" title="Profile">
        {error && <ErrorState error={error} onRetry={refetch} />}
      </Section>
    );
  const { user } = data;
  const addresses = user.user_detail?.email_addresses ?? [];
  return (
    <Section name="profile" title="Profile" text="What people in your organizations see of you.">
      <div className="mb-5 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <ImageField
          kind="person"
          id={user.id}
          name={personName(user)}
          image={user.image}
          reason={blocked}
          onSave={saveImage}
        />
        <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-muted">Id</dt>
          <dd className="break-all font-mono">{user.id}</dd>
          <dt className="text-muted">E-mail</dt>
          <dd className="min-w-0">
            {addresses.map(({ email, verified }) => (
              <span key={email} className="block break-all">
                {email} {!verified && <span className="text-muted">(not verified)</span>}
              </span>
            ))}
          </dd>
        </dl>
      </div>
      <ProfileForm user={user} />
    </Section>
  );
}
