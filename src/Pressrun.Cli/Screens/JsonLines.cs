using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Objects for programs, one a line, each with its <c>type</c>; the first says which version of the form they have.
/// Fields and types are only ever added.
/// </summary>
/// <remarks>All but ASCII is escaped: nothing from a page can act on a terminal the lines are read in.</remarks>
internal sealed class JsonLines
{
    private const string Schema = "1.0";

    private readonly TextWriter _output;
    private bool _isBroken;

    /// <summary>Writes the first line at once: it is there also where nothing follows.</summary>
    /// <param name="output">Where to.</param>
    public JsonLines(TextWriter output)
    {
        _output = output;
        Tell("pressrun", json => json.WriteString("schema", Schema));
    }

    /// <summary>Writes one object.</summary>
    /// <param name="type">What it is about.</param>
    /// <param name="write">Writes its other fields.</param>
    public void Tell(string type, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private void Write(string line)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            _output.WriteLine(line);
            _output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The reader is gone; whatever goes on, goes on without it.
            _isBroken = true;
        }
    }
}
