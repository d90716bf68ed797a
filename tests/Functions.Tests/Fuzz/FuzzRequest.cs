using System.Text;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Fuzz;

/// <summary>A request that is right but for a little.</summary>
internal sealed class FuzzRequest
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "propfind"];

    private static readonly string[] Queries =
    [
        "limit=0", "limit=501", "limit=1", "limit=x", "cursor=", "cursor=AAAA", "status=active", "status=over", "step=9", "step=3",
        "cycle=1",
        "cycle=99999999999", "limit=1&limit=2", "%00=%ff", "a[b]=c", "part=raters&id=%27", "noted=1", "noted=-1", "asked=1.x", "page=0",
    ];

    private static readonly string[] Elsewhere =
    [
        "/", "/api/health/live", "/api/health/ready", "/api/docs", "/api/openapi.yaml", "/dev/mail?about=x", "/dev/clock",
        "/api/links/", "/api/",
        "/api/mail/delivery-reports", "/favicon.ico", "/api/engagements/", "/api/links/x/y",
    ];

    private static readonly string[] ContentTypes =
    [
        "text/plain", "application/json; charset=utf-16", "application/json; charset=utf-7", "application/xml", "multipart/form-data",
        "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=utf-7", "application/merge-patch+json",
    ];

    private static readonly string[] Tags =
        ["*", "\"1\"", "\"0\", \"1\"", "*, \"1\"", "W/\"1\"", "1", "\"", "\"é\"", ",,,", "\"99999999999999999999\""];

    private readonly List<(string Name, string Value)> _headers = [];

    private string _method = "GET";
    private string _path = "/";
    private byte[]? _body;
    private string? _contentType;

    /// <summary>What may not be in the answer.</summary>
    public string? Forbidden { get; private set; }

    public static FuzzRequest Of(FuzzWorld world, Dice dice)
    {
        var request = new FuzzRequest();
        switch (dice.Below(100))
        {
            case < 46:
                request.Call(world, dice);
                break;
            case < 96:
                request.Page(world, dice);
                break;
            default:
                request.ElseAt(dice);
                break;
        }

        if (dice.In100(3))
            request._method = dice.One(Methods);
        if (dice.In100(6))
            request._path += (request._path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + dice.One(Queries);
        if (request._body is not null && dice.In100(4))
            request._contentType = dice.One(ContentTypes);
        if (dice.In100(4))
            request._headers.Add(("If-Match", dice.One(Tags)));
        if (dice.In100(2))
            request._headers.Add(("Content-Encoding", "gzip"));
        return request;
    }

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(_method), _path);
        if (_body is not null)
        {
            message.Content = new ByteArrayContent(_body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", _contentType);
        }

        foreach (var (name, value) in _headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    public override string ToString() =>
        $"{_method} {_path} [{string.Join(", ", _headers)}] {_contentType}: {(_body is null ? "" : Encoding.UTF8.GetString(_body))}";

    private void Call(FuzzWorld world, Dice dice)
    {
        var call = dice.One(world.Calls);
        (_method, _path) = (call.Method.Method, call.Path);
        if (dice.In100(8))
            _path = FuzzText.SwapId(_path, world.Ids, dice);

        // Another firm, or nobody, sees nothing at all of it.
        var isStranger = dice.In100(3);
        var key = !isStranger ? TestFirm.North.Key : dice.In100(50) ? TestFirm.South.Key : "wrong";
        Forbidden = isStranger ? Bodies.Canary : Bodies.Secret;
        if (isStranger && _path == "/api/engagements")
            _method = "GET";
        _headers.Add(("Authorization", $"Bearer {key}"));
        if (dice.In100(10))
            _headers.Add(("Idempotency-Key", string.Concat(dice.One(FuzzText.Values).Where(character => !char.IsControl(character)))));
        if (call.Body is { } body && _method != "GET")
        {
            _body = FuzzText.Mutated(body, dice);
            _contentType = "application/json";
        }
    }

    private void Page(FuzzWorld world, Dice dice)
    {
        var page = dice.One(world.Pages);
        (_path, Forbidden) = (page.Href, page.Forbidden);
        if (dice.In100(2))
            _path = FuzzText.Damaged(_path, dice);
        if (page.Cookie is { } cookie)
            _headers.Add(("Cookie", dice.In100(1) ? cookie + "; a=b" : cookie));
        if (page.Fields.Length == 0 || dice.In100(20))
            return;

        _method = "POST";
        var fields = FuzzText.Mutated(page.Fields, dice);
        (_body, _contentType) = dice.In100(10)
            ? FuzzText.Multipart(fields) : (FuzzText.Urlencoded(fields), "application/x-www-form-urlencoded");
        if (dice.In100(3))
            _body = FuzzText.Damaged(_body, dice);
    }

    private void ElseAt(Dice dice)
    {
        _path = dice.One(Elsewhere);
        if (!dice.In100(30))
            return;
        _method = "POST";
        (_body, _contentType) = (FuzzText.Damaged("{\"advanceBy\":\"PT0S\"}"u8.ToArray(), dice), "application/json");
    }
}
