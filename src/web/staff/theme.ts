import type { ThemeConfig } from 'antd';

/** A value of src/web/kit/tokens.css: one place for all surfaces. */
function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** antd dressed in our tokens. Read when the style sheet is there, that is, not before the page is rendered. */
export function staffTheme(): ThemeConfig {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const [ink, quiet, line, warm, card] = [
    token('ink'),
    token('quiet'),
    token('line'),
    token('warm'),
    token('card'),
  ];
  return {
    cssVar: { key: 'zhijia' },
    token: {
      colorPrimary: warm,
      colorPrimaryHover: token('warm-deep'),
      colorPrimaryActive: token('warm-deep'),
      colorLink: warm,
      colorLinkHover: token('warm-deep'),
      colorLinkActive: token('warm-deep'),
      colorInfo: token('slate'),
      colorSuccess: token('bamboo'),
      colorWarning: token('grain'),
      colorError: token('alarm'),
      colorText: ink,
      colorTextHeading: ink,
      colorTextSecondary: quiet,
      colorTextDescription: quiet,
      // antd's own greys for these two are below 4.5:1.
      colorTextTertiary: quiet,
      colorTextPlaceholder: quiet,
      colorBgBase: card,
      colorBgLayout: token('paper'),
      colorBorder: token('edge'),
      colorBorderSecondary: line,
      colorSplit: line,
      colorBgMask: 'rgb(31 35 40 / 0.35)',
      fontFamily: token('face'),
      fontSize: 15,
      fontSizeSM: 14,
      fontSizeLG: 17,
      controlHeight: 36,
      controlHeightSM: 30,
      controlHeightLG: 44,
      borderRadius: 8,
      borderRadiusLG: 12,
      motion: !still,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Form: { itemMarginBottom: 18, labelColor: ink, verticalLabelPadding: '0 0 4px' },
      Drawer: { paddingLG: 20 },
      Segmented: { trackBg: line },
      Modal: { titleFontSize: 18 },
    },
  };
}
