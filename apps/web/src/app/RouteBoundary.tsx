import { Component, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/ErrorState.tsx';

type State = { error: unknown };

const Failed = ({ error, onRetry }: { error: unknown; onRetry: () => void }): JSX.Element => {
  const { t } = useTranslation();
  return <ErrorState title={t('shell.pageFailed')} error={error} onRetry={onRetry} />;
};

/** One page that fails leaves rail and header standing. */
export class RouteBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    // A page whose code did not arrive stays failed in the module cache: only a reload asks again.
    return <Failed error={this.state.error} onRetry={() => window.location.reload()} />;
  }
}
