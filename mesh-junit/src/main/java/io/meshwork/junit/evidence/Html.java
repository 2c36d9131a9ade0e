package io.meshwork.junit.evidence;

/** Text that is put into a page. */
final class Html {

    private Html() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isAllowed(c) ? c : '\ufffd');
            }
        }
        return escaped.toString();
    }

    private static boolean isAllowed(char c) {
        return c >= ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
