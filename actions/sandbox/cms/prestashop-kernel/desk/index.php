<?php

require dirname(__DIR__) . '/kernel/boot.php';
BackDispatcher::dispatch();
