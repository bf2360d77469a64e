import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useLocale } from './locale.ts';
import { queryClient } from './query.ts';
import { router } from './router.tsx';
import { styleShelf } from './sheets.ts';
import { staffTheme } from './theme.ts';

const shelf = styleShelf();
const theme = staffTheme();
const ANTD_WORDS = { zh: zhCN, en: enUS };

/** Where antd draws what floats: not `body`, for there it would lock scrolling by a `<style>` of its own. */
function overlays(): HTMLElement {
  return document.getElementById('overlays') ?? document.body;
}

export function StaffApp() {
  const locale = useLocale();
  return (
    <StyleProvider layer container={shelf}>
      <ConfigProvider
        theme={theme}
        locale={ANTD_WORDS[locale]}
        getPopupContainer={overlays}
        button={{ autoInsertSpace: false }}
        form={{ scrollToFirstError: { focus: true } }}
      >
        <App component={false}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </StyleProvider>
  );
}
