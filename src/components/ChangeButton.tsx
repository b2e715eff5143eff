import { Button } from '@grafana/ui';
import type { IconName } from '@grafana/data';
import type { ButtonVariant } from '@grafana/ui';
import { mayDo } from './mayDo.ts';

interface Props {
  readonly children: string;
  /** Absent for a button that submits its form. */
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
  /** Who may; Editor unless said. */
  readonly role?: 'Editor' | 'Admin';
  readonly icon?: IconName;
  readonly variant?: ButtonVariant;
  readonly size?: 'sm' | 'md';
  readonly isDisabled?: boolean;
}

const whoMay = { Editor: 'Only editors and administrators may do this.', Admin: 'Only administrators may do this.' };

/** A button that changes something: whose role is too low sees it, with the reason why it does nothing. */
export function ChangeButton(props: Props) {
  const {
    children,
    onClick,
    role = 'Editor',
    icon,
    variant = 'secondary',
    size = 'md',
    isDisabled = false,
    type = 'button',
  } = props;
  const isForbidden = !mayDo(role);
  return (
    <Button
      type={type}
      variant={variant}
      size={size}
      onClick={onClick}
      disabled={isForbidden || isDisabled}
      {...(icon === undefined ? {} : { icon })}
      {...(isForbidden ? { tooltip: whoMay[role] } : {})}
    >
      {children}
    </Button>
  );
}
