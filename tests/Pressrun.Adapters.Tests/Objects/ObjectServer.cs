using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pressrun.Adapters.Tests.Objects;

/// <summary>A store of objects behind a real socket of this machine. It believes nothing that it can check.</summary>
internal abstract class ObjectServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ObjectVisit> _visits = [];
    private WebApplication? _app;

    /// <summary>Host and port, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<ObjectVisit> Visits => [.. _visits];

    /// <summary>Objects by escaped path.</summary>
    public ConcurrentDictionary<string, StoredObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers instead, where it gives an answer.</summary>
    public Func<ObjectVisit, ObjectSaid?> Instead { get; set; } = _ => null;

    /// <summary>Whether the connection breaks once the work is done, instead of an answer.</summary>
    public Func<ObjectVisit, bool> Loses { get; set; } = _ => false;

    /// <summary>Called when a request has arrived and is never answered; null answers.</summary>
    public Action? Hangs { get; set; }

    /// <summary>What it says the time is; null for none.</summary>
    public string? Date { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;

    /// <summary>Whether the request proves whose it is; judged without any of the code that made it.</summary>
    protected abstract ObjectSaid? Refuse(ObjectVisit visit);

    /// <summary>Does the work.</summary>
    protected abstract ObjectSaid Work(ObjectVisit visit);

    /// <summary>Writes an error, quoting as much of the request as vendors do.</summary>
    protected abstract (string Body, string Header) Error(string code, ObjectVisit visit);

    protected static byte[] Hex(string text) => Convert.FromHexString(text);

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        var visit = new ObjectVisit(
            context.Request.Method, target[0], target.Length > 1 ? target[1] : "", headers, body.ToArray());
        _visits.Enqueue(visit);
        if (Hangs is { } hangs)
        {
            hangs();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }

        var said = Instead(visit) ?? Refuse(visit) ?? Work(visit);
        if (Loses(visit))
        {
            context.Abort();
            return;
        }

        await SayAsync(context, visit, said);
    }

    private async Task SayAsync(HttpContext context, ObjectVisit visit, ObjectSaid said)
    {
        context.Response.StatusCode = said.Status;
        if (Date is { } date)
        {
            context.Response.Headers.Date = date;
        }

        foreach (var (name, value) in said.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (said.Code.Length == 0)
        {
            return;
        }

        var (text, header) = Error(said.Code, visit);
        if (header.Length > 0)
        {
            context.Response.Headers[header] = said.Code;
        }

        if (visit.Method != "HEAD")
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    /// <summary>The headers that tell of an object.</summary>
    protected static (string, string)[] About(StoredObject stored) =>
    [
        ("ETag", stored.ETag),
        ("Content-Length", stored.Content.Length.ToString(CultureInfo.InvariantCulture)), .. stored.Headers,
    ];
}
