import { type JSX, useState } from 'react';
import { ChosenPatient } from './parts/ChosenPatient.tsx';
import { PatientQuickCreate } from './parts/PatientQuickCreate.tsx';
import { PatientSearch } from './parts/PatientSearch.tsx';

type Props = {
  patientId: string | undefined;
  onChange: (patientId: string | undefined) => void;
  /** The zone in which "veio em 12/05" is meant. */
  zone: string;
  error?: string | undefined;
};

/** Finds a patient by any part of the name, phone, CPF or birth date; registers who is not there yet. */
export const PatientPicker = ({ patientId, onChange, zone, error }: Props): JSX.Element => {
  const [typed, setTyped] = useState('');
  const [isNew, setNew] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const choose = (id: string): void => {
    setNew(false);
    setTyped('');
    setChanging(false);
    onChange(id);
  };
  if (patientId !== undefined)
    return (
      <ChosenPatient
        patientId={patientId}
        zone={zone}
        onChange={() => {
          setChanging(true);
          onChange(undefined);
        }}
      />
    );
  if (isNew)
    return <PatientQuickCreate typed={typed} zone={zone} onChosen={choose} onBack={() => setNew(false)} />;
  return (
    <PatientSearch
      typed={typed}
      onType={setTyped}
      zone={zone}
      error={error}
      isFocused={isChanging}
      onChosen={choose}
      onCreate={() => setNew(true)}
    />
  );
};
