/** The theme of the console: colours, fonts, and component defaults. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Petrol: the colour of the product, of controls, and of the candidate. */
const petrol: MantineColorsTuple = [
  '#eef7f5',
  '#dcecea',
  '#b4dad4',
  '#88c6be',
  '#5fb3a9',
  '#3a9c92',
  '#1b7d74',
  '#0f6b64',
  '#0c5853',
  '#083f3c',
];

/** Amber: needs attention. Nothing about a person is ever coloured as good or bad. */
const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#f9e9c6',
  '#f2d28d',
  '#eabb55',
  '#dfa32d',
  '#c4881b',
  '#9c6a11',
  '#7d540c',
  '#5f3f08',
  '#412b05',
];

/** Greys with a green tint, to match petrol. */
const dark: MantineColorsTuple = [
  '#dfe6e4',
  '#b9c4c1',
  '#94a3a0',
  '#6c7b78',
  '#3c4a47',
  '#2b3735',
  '#222c2b',
  '#182120',
  '#111918',
  '#0b1110',
];

/** The same for light mode. */
const gray: MantineColorsTuple = [
  '#f7f8f6',
  '#f0f1ee',
  '#e6e8e4',
  '#d9dcd7',
  '#c7ccc6',
  '#a7aea9',
  '#838c87',
  '#5d6763',
  '#3f4845',
  '#25302d',
];

/** Fonts: one for text and controls, in every weight, and one for headings, of which the page loads a single weight, 500. */
const SANS = "'Inter Variable', system-ui, sans-serif";
const SERIF = "'Newsreader', Georgia, serif";

/** The Mantine theme. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { petrol, amber, gray, dark },
  black: '#14201e',
  fontFamily: SANS,
  fontSizes: { xs: '0.78rem', sm: '0.875rem', md: '0.95rem', lg: '1.08rem', xl: '1.25rem' },
  lineHeights: { md: '1.55' },
  defaultRadius: 'md',
  radius: { md: '10px', lg: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontFamily: SERIF,
    fontWeight: '500',
    sizes: {
      h1: { fontSize: 'clamp(1.75rem, 1.2rem + 1.6vw, 2.35rem)', lineHeight: '1.15' },
      h2: { fontSize: '1.5rem', lineHeight: '1.25' },
      h3: { fontSize: '1.18rem', lineHeight: '1.35' },
    },
  },
  components: {
    Button: { defaultProps: { radius: 'md' } },
    Modal: {
      defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontWeight: 600 } },
    },
    // A dialog's header is no banner of the page, which has one on a phone.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** Our own colours in both colour schemes, in addition to Mantine's. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--vv-serif': SERIF },
  light: {
    '--mantine-color-body': '#f8f7f3',
    '--mantine-color-dimmed': '#56635f',
    '--mantine-color-placeholder': '#6a7571',
    '--mantine-color-error': '#b3261e',
    '--vv-surface': '#ffffff',
    '--vv-sunken': '#f1efe9',
    '--vv-line': '#e4e1d8',
    '--vv-ink': '#14201e',
    '--vv-soft': '#56635f',
    '--vv-brand': '#0f6b64',
    '--vv-brand-tint': '#e2efed',
    '--vv-candidate': '#0f6b64',
    '--vv-interviewer': '#7a6a8f',
    '--vv-other': '#8f6a2a',
    '--vv-attention': '#7d540c',
    '--vv-attention-tint': '#fbf1da',
    '--vv-found': '#f6d98a',
    '--vv-on-found': '#14201e',
    '--vv-track': '#e4e8e5',
    '--vv-shadow': '0 1px 2px rgb(20 32 30 / 5%), 0 8px 24px -16px rgb(20 32 30 / 18%)',
  },
  dark: {
    '--mantine-color-body': '#0f1615',
    '--mantine-color-dimmed': '#a3b1ae',
    '--mantine-color-placeholder': '#8d9a97',
    '--mantine-color-error': '#ff9c94',
    '--vv-surface': '#172120',
    '--vv-sunken': '#121b1a',
    '--vv-line': '#2b3836',
    '--vv-ink': '#e7eeec',
    '--vv-soft': '#a3b1ae',
    '--vv-brand': '#6cc5ba',
    '--vv-brand-tint': '#1b3532',
    '--vv-candidate': '#5fb9ae',
    '--vv-interviewer': '#b3a2cb',
    '--vv-other': '#d9b06a',
    '--vv-attention': '#f0cf8c',
    '--vv-attention-tint': '#33290f',
    '--vv-found': '#6b5414',
    '--vv-on-found': '#ffffff',
    '--vv-track': '#2a3634',
    '--vv-shadow': '0 1px 2px rgb(0 0 0 / 40%)',
  },
});
