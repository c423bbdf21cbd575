// The desk's words in the person's language. The catalogue is the classic script /admin/jsi18n/, which runs before
// any module; without it the English words stay. Used by every module that shows text.

export const gettext = (text) => window.gettext?.(text) ?? text
