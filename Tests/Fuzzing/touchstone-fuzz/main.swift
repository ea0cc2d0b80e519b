import Foundation
import FuzzSubjects
import LibFuzzer

// touchstone-fuzz --list                     the subjects
// touchstone-fuzz NAME FOLDER [flags]        reads what libFuzzer makes of the seeds, which are put into the folder

let subjects = try FuzzSubject.all()
let arguments = CommandLine.arguments

if arguments.dropFirst() == ["--list"] {
    print(subjects.map(\.name).joined(separator: "\n"))
    exit(0)
}
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("usage: touchstone-fuzz NAME FOLDER [libFuzzer flags]\n".utf8))
    exit(64)
}

let read: @Sendable ([UInt8]) -> Void
var flags = Array(arguments.dropFirst(2))
if arguments[1] == "planted" {
    read = FuzzSubject.planted
} else if let subject = subjects.first(where: { $0.name == arguments[1] }) {
    read = subject.read
    for (number, seed) in subject.seeds.enumerated() {
        try Data(seed).write(to: URL(fileURLWithPath: "\(arguments[2])/seed-\(number)"))
    }
    flags.append("-max_len=\(subject.maximumLength)")
} else {
    FileHandle.standardError.write(Data("touchstone-fuzz: no subject is called `\(arguments[1])`; see --list\n".utf8))
    exit(64)
}

// The library takes a function without a context, so what it calls is kept in a place of its own.
Reading.shared = read
var vector = ([arguments[0]] + flags).map { strdup($0) } + [nil]
var count = CInt(vector.count - 1)
let status = vector.withUnsafeMutableBufferPointer { buffer in
    var start = buffer.baseAddress
    return LLVMFuzzerRunDriver(&count, &start) { bytes, count in
        Reading.shared(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
}
exit(status)
