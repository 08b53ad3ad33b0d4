namespace Pressrun.Pipelines.Templates;

/// <summary>A template that cannot be read, or that asks for a name or field there is not.</summary>
internal sealed class TemplateException : PressrunException
{
    /// <param name="name">What the user calls the template: a relative path or a key of the pipeline file.</param>
    /// <param name="line">Line of the offence, from 1.</param>
    /// <param name="column">Column of the offence in UTF-16 units, from 1.</param>
    /// <param name="cause">What is wrong and what to do, without the place.</param>
    /// <param name="inner">What it came from, if anything.</param>
    public TemplateException(string name, int line, int column, string cause, Exception? inner = null)
        : base($"{name}:{line}:{column}  {cause}", inner) =>
        (Name, Line, Column, Cause) = (name, line, column, cause);

    /// <summary>The template's name.</summary>
    public string Name { get; }

    /// <summary>From 1. A reader of a larger file adds where the template begins in it.</summary>
    public int Line { get; }

    /// <summary>From 1, in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Cause { get; }
}
