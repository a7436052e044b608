import { useSearchParams } from 'react-router';

type Opened = {
  /** The id of the record in the panel, or `new`. */
  opened: string | undefined;
  open: (id: string) => void;
  close: () => void;
};

/** What the panel shows lives in the address: a reload and the back button keep it. */
export const useOpened = (): Opened => {
  const [params, setParams] = useSearchParams();
  return {
    opened: params.get('open') ?? undefined,
    open: (id) => setParams({ open: id }),
    close: () => setParams({}),
  };
};
