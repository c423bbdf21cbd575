# The machines of this site: the one file for Varnish in which to write addresses.

probe ready {
    .request = "GET /readyz HTTP/1.1" "Host: localhost" "Connection: close";
    .interval = 1s;
    .timeout = 3s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

backend app1 { .host = "127.0.0.1"; .port = "8001"; .probe = ready; }
backend app2 { .host = "127.0.0.1"; .port = "8002"; .probe = ready; }

sub vcl_init {
    new apps = directors.shard();
    apps.add_backend(app1);
    apps.add_backend(app2);
    apps.reconfigure();
}

# Who may say what has changed: every machine that runs `serve` or `work`, or on which commands are given.
acl machines {
    "localhost";
}
