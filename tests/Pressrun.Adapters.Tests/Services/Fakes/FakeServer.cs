using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>A vendor behind a real socket of this machine.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<FakeRequest, FakeReply> _answer;
    private readonly CancellationTokenSource _end = new();

    private FakeServer(WebApplication app, Func<FakeRequest, FakeReply> answer) => (_app, _answer) = (app, answer);

    /// <summary>Host and port, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>All that was asked, in order of arrival.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>What was finished and billed, micro-dollars each.</summary>
    public ConcurrentQueue<(FakeRequest Request, long Micros)> Bills { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="answer">What it answers.</param>
    public static async Task<FakeServer> StartAsync(Func<FakeRequest, FakeReply> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var server = new FakeServer(builder.Build(), answer);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Address = server._app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var path = context.Request.Path + context.Request.QueryString.Value;
        var request = new FakeRequest(path, headers, body.ToArray()) { Method = context.Request.Method };
        Requests.Enqueue(request);
        var reply = _answer(request);
        if (reply.Micros > 0)
        {
            Bills.Enqueue((request, reply.Micros));
        }

        switch (reply.Mishap)
        {
            case FakeMishap.Drop:
                context.Abort();
                return;
            case FakeMishap.Hang:
                await WaitAsync(Timeout.InfiniteTimeSpan, context);
                return;
            case FakeMishap.Slow:
                await WaitAsync(TimeSpan.FromMilliseconds(300), context);
                break;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentLength = reply.Body.Length;
        var sent = reply.Mishap == FakeMishap.Cut ? reply.Body.Length / 2 : reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body.AsMemory(0, sent), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (reply.Mishap == FakeMishap.Cut)
        {
            context.Abort();
        }
    }

    private async Task WaitAsync(TimeSpan time, HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
        try
        {
            await Task.Delay(time, either.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
