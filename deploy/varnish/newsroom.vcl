# Keeps readers' pages for as long as the newsroom says, and forgets at once what it says has changed.
#
# The word on a page is `Surrogate-Control: max-age=N` and its names are in `xkey`; what comes without that word goes through.
# Nothing is shown past its time: no grace, no soft purge. A killed story would be shown once more.

vcl 4.1;

import directors;
import std;
import var;
import xkey;

include "./machines.vcl";

sub vcl_recv {
    if (req.method == "PURGE") {
        call forget;
    }
    # The proxy in front wrote down the visitor's address; what Varnish added is the proxy's own.
    set req.http.X-Forwarded-For = regsub(req.http.X-Forwarded-For, ",[^,]*$", "");

    if (req.url == "/healthz") {
        return (synth(200, "ok"));
    }
    if (req.method !~ "^(GET|HEAD|POST)$") {
        return (synth(405, "Method Not Allowed"));
    }
    if (req.url ~ "^/(admin|accounts|preview)/") {
        call name_page;
        return (pass);
    }
    # Readers are all alike: the site gives them no cookie.
    unset req.http.Cookie;
    unset req.http.Authorization;
    call name_page;
    if (req.method == "POST") {
        return (pass);
    }
    return (hash);
}

# Only from our own machines, and never from visitors: what they ask has come through the proxy, which says so.
sub forget {
    if (client.ip !~ machines || req.http.X-Forwarded-Proto) {
        return (synth(405, "Method Not Allowed"));
    }
    if (!req.http.xkey-purge) {
        return (synth(400, "No xkey-purge"));
    }
    # What is on its way from an app may be older than this: see `vcl_backend_response`.
    var.global_set("forgot_at", std.time2real(now, 0.0));
    set req.http.xkey-purge = xkey.purge(req.http.xkey-purge);
    return (synth(200, "Forgotten: " + req.http.xkey-purge));
}

# A page is the same whatever else stands in its query. Twin: ASKED in newsroom/caching.py; a test compares them.
# Only the page's name is cut, and only of parameters plainly named: the app gets the address as it was asked, since old
# addresses lead on by any parameter, and it would read `%62efore` as `before`.
sub name_page {
    set req.http.X-Query = "&" + regsub(req.url, "^[^?]*\??", "");
    if (req.url ~ "^[^?]*%") {
        # No address of the site is written like this; the whole query stays.
    } elsif (req.url ~ "^[^?]*/lenta\.json/?(\?|$)") {
        set req.http.X-Query = regsuball(req.http.X-Query, "&(?!(before|after)(=|&|$))[\w.-]*(=[^&]*)?(?=&|$)", "");
    } elsif (req.url ~ "^[^?]*/search/?(\?|$)") {
        set req.http.X-Query = regsuball(req.http.X-Query, "&(?!(before|as|author|from|on|q|section|tag|to)(=|&|$))[\w.-]*(=[^&]*)?(?=&|$)", "");
    } elsif (req.url ~ "^[^?]*/subscribe/?(\?|$)") {
        set req.http.X-Query = regsuball(req.http.X-Query, "&(?!(before|section)(=|&|$))[\w.-]*(=[^&]*)?(?=&|$)", "");
    } else {
        set req.http.X-Query = regsuball(req.http.X-Query, "&(?!(before)(=|&|$))[\w.-]*(=[^&]*)?(?=&|$)", "");
    }
    set req.http.X-Page = regsub(req.url, "\?.*$", "") + "?" + req.http.X-Query;
}

sub vcl_hash {
    hash_data(req.http.X-Page);
    hash_data(req.http.Host);
    return (lookup);
}

sub vcl_backend_fetch {
    unset bereq.http.X-Page;
    unset bereq.http.X-Query;
    # A page belongs to one app while that is ready; each further try asks another.
    set bereq.backend = apps.backend(by=HASH, alt=bereq.retries);
    set bereq.connect_timeout = 1s;
    set bereq.first_byte_timeout = 10s;
    set bereq.between_bytes_timeout = 10s;
}

sub vcl_backend_response {
    if (beresp.status >= 502 && beresp.status <= 504 && bereq.retries == 0) {
        call ask_another;
    }
    # While a new version comes up on one machine after the other, a stylesheet may be on another alone.
    if (beresp.status == 404 && bereq.url ~ "^/static/" && bereq.retries == 0) {
        call ask_another;
    }
    # Whole before it is sent on: what breaks off half-way is asked of another app, and no reader notices.
    if (bereq.method == "GET" || bereq.method == "HEAD") {
        set beresp.do_stream = false;
    }
    if (beresp.http.Content-Type ~ "^(text/|application/(json|feed\+json|xml|rss\+xml|atom\+xml|javascript)|image/svg)") {
        set beresp.do_gzip = true;
    }
    set beresp.grace = 0s;
    set beresp.keep = 0s;

    # The time that it took to answer is part of the age.
    set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^.*\bmax-age=(\d+).*$", "\1") + "s", 0s)
        - (now - bereq.time);
    # A stylesheet's or script's name has a digest of its bytes in it.
    if (beresp.status == 200 && bereq.url ~ "^/static/" && beresp.http.Cache-Control ~ "immutable") {
        set beresp.ttl = 1d;
    } elsif (beresp.ttl <= 0s || beresp.http.Set-Cookie || beresp.http.Vary ~ "(?i)cookie|\*"
        || std.time2real(bereq.time, 0.0) <= std.real(var.global_get("forgot_at"), 0.0)) {
        # Whoever asks for it in the next second does not wait for the one before.
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
    }
    return (deliver);
}

sub vcl_backend_error {
    call ask_another;
    call away;
    return (deliver);
}

# Only what changes nothing may be asked twice.
sub ask_another {
    if (bereq.retries < 3 && (bereq.method == "GET" || bereq.method == "HEAD")) {
        return (retry);
    }
}

sub away {
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Content-Security-Policy = "default-src 'none'";
    set beresp.http.Retry-After = "30";
    set beresp.body = {"<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Сайт временно не отвечает</title>
<h1>Сайт временно не отвечает</h1>
<p>Мы уже чиним его. Попробуйте открыть страницу через минуту.</p>
<p lang="kk">Сайт уақытша жауап бермей тұр. Бетті бір минуттан кейін қайта ашып көріңіз.</p>
<p lang="en">The site is not answering for the moment. Please try again in a minute.</p>
</html>
"};
}

sub vcl_deliver {
    unset resp.http.Surrogate-Control;
    unset resp.http.xkey;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    if (obj.hits > 0) {
        unset resp.http.X-Request-ID; # of who asked first
    }
    return (deliver);
}

sub vcl_synth {
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.body = resp.reason + {"
"};
    return (deliver);
}
