namespace Pressrun.Calling;

/// <summary>
/// A stage that was not selected would have to ask something: it rests, and with it whatever needs it, until it is.
/// </summary>
internal sealed class RestException(string stage) : PressrunException($"The stage `{stage}` was not selected.");
