import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

// biome-ignore format: ten shades in one glance
const petrol: MantineColorsTuple = ['#E0F0F1', '#BFE0E3', '#A5DDE2', '#8AD0D6', '#58B2BA', '#2F939D', '#197985', '#136B77', '#0F616E', '#0B4F5A'];
// biome-ignore format: ten shades in one glance
const gray: MantineColorsTuple = ['#F3F6F7', '#E9EEF0', '#E4EAEC', '#D5DDE0', '#B9C5CA', '#9AA8AE', '#7A898F', '#566770', '#42525A', '#172328'];
// biome-ignore format: text, text2, text3, lineStrong, line, hover, surface, page, closed, sunken
const dark: MantineColorsTuple = ['#EAF0F2', '#B4C2C7', '#93A3A9', '#6F8088', '#2B383D', '#1F2C31', '#162023', '#0E1517', '#0B1113', '#0A1012'];
// biome-ignore format: ten shades in one glance
const red: MantineColorsTuple = ['#FCE9E9', '#F8CFCF', '#FFB3B3', '#FF9A9A', '#EE7077', '#DC4A55', '#CB3340', '#BF2734', '#B7222F', '#B01E2B'];

const named = new Map([
  ['petrol', { fill: 'brand', hover: 'brand-hover', on: 'on-brand', soft: 'brand-soft', text: 'brand-text' }],
  ['gray', { fill: 'sunken', hover: 'line', on: 'text', soft: 'sunken', text: 'text2' }],
  ['red', { fill: 'danger', hover: 'danger', on: 'surface', soft: 'danger-soft', text: 'danger' }],
]);

const token = (name: string): string => `var(--ts-${name})`;

/** Buttons and icons take the palette's own pairs, whose contrast is known in both schemes. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const pair = named.get(input.color ?? input.theme.primaryColor);
  if (pair === undefined) return defaultVariantColorsResolver(input);
  const border = '1px solid transparent';
  if (input.variant === 'filled')
    return { background: token(pair.fill), hover: token(pair.hover), color: token(pair.on), border };
  if (input.variant === 'light')
    return { background: token(pair.soft), hover: token(pair.soft), color: token(pair.text), border };
  if (input.variant === 'subtle' || input.variant === 'transparent')
    return { background: 'transparent', hover: token(pair.soft), color: token(pair.text), border };
  return defaultVariantColorsResolver(input);
};

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 9, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { petrol, gray, dark, red },
  white: '#FFFFFF',
  black: '#172328',
  fontFamily: 'var(--ts-font)',
  headings: { fontFamily: 'var(--ts-font)', fontWeight: '650' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '17px', xl: '21px' },
  lineHeights: { xs: '1.33', sm: '1.43', md: '1.43', lg: '1.3', xl: '1.33' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '14px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  variantColorResolver,
  // By name: importing a component for its defaults would put it into every page's first load.
  components: {
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'sm' } },
    CloseButton: { defaultProps: { size: 'md' } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    // A focusable placeholder is no child of a menu: focus starts on the first item instead.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // A second <header> inside a dialog would be a second banner landmark.
    ModalHeader: { defaultProps: { component: 'div' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
  },
});

const shared = {
  '--mantine-color-body': token('page'),
  '--mantine-color-text': token('text'),
  '--mantine-color-dimmed': token('text3'),
  '--mantine-color-placeholder': token('text3'),
  '--mantine-color-error': token('danger'),
  '--mantine-color-anchor': token('brand-text'),
  '--mantine-color-bright': token('text'),
  '--mantine-color-default': token('surface'),
  '--mantine-color-default-hover': token('page'),
  '--mantine-color-default-color': token('text'),
  '--mantine-color-default-border': token('line'),
  '--mantine-color-disabled': token('sunken'),
  '--mantine-color-disabled-color': token('text3'),
  '--mantine-primary-color-filled': token('brand'),
  '--mantine-primary-color-filled-hover': token('brand-hover'),
  '--mantine-primary-color-contrast': token('on-brand'),
  '--mantine-color-petrol-filled': token('brand'),
  '--mantine-color-petrol-light': token('brand-soft'),
  '--mantine-color-petrol-light-color': token('brand-text'),
  '--mantine-color-red-light': token('danger-soft'),
  '--mantine-color-red-light-color': token('danger'),
};

/** Mantine's own variables, pointed at the tokens; so both schemes follow tokens.css. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-weight-bold': '650' },
  light: shared,
  dark: shared,
});
